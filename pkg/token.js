import{a,b,c}from"./chunks/P7KGBHPW.js";import"./chunks/AI4673CU.js";import"./chunks/32AYU3YN.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
