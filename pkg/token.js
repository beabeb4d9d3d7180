import{a,b,c}from"./chunks/WDCH2TEK.js";import"./chunks/3J2MOZ3W.js";import"./chunks/J5SHIO7M.js";import"./chunks/L5HG2BYF.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
