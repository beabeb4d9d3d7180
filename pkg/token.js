import{a,b,c}from"./chunks/NS34S2BY.js";import"./chunks/LHHGC2WT.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
