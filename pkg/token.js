import{a,b,c}from"./chunks/SHL467EW.js";import"./chunks/OENJJSOT.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
