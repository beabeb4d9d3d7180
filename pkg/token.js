import{a,b,c}from"./chunks/L5DHDVZI.js";import"./chunks/KOQXC6PM.js";import"./chunks/5CRTWET2.js";import"./chunks/2PC2ZAXJ.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
