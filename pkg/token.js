import{a,b,c}from"./chunks/X7JPJQWY.js";import"./chunks/KOQXC6PM.js";import"./chunks/2QO2PQOE.js";import"./chunks/2PC2ZAXJ.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
