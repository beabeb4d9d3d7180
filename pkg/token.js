import{a,b,c}from"./chunks/PM55AXQ2.js";import"./chunks/3EEYNUFF.js";import"./chunks/LXDFZJ6F.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
