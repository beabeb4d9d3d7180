import{a,b,c}from"./chunks/YRLMHLTH.js";import"./chunks/DGPUG2E3.js";import"./chunks/7V2XL544.js";import"./chunks/2643MTKB.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
