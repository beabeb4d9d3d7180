import{a,b,c}from"./chunks/TSU52FGD.js";import"./chunks/NC4TC7EV.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
