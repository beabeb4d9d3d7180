import{a,b,c}from"./chunks/M6DFWEIV.js";import"./chunks/5WVTD6YF.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
