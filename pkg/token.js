import{a,b,c}from"./chunks/JMRQS3X5.js";import"./chunks/PCP7PRJS.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
