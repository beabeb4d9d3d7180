import{a,b,c}from"./chunks/6LNKIEZO.js";import"./chunks/XPQHGW7S.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
