import{a,b,c}from"./chunks/V5VUIA4L.js";import"./chunks/DGPUG2E3.js";import"./chunks/F7WEWEUX.js";import"./chunks/2643MTKB.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
