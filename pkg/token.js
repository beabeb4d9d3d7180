import{a,b,c}from"./chunks/TU2D55QX.js";import"./chunks/KCQCZGG6.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
