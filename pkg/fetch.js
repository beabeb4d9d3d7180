import{a as e}from"./chunks/LH7YJYKG.js";import"./chunks/XMXBWP5M.js";import"./chunks/YRLMHLTH.js";import"./chunks/DGPUG2E3.js";import"./chunks/7V2XL544.js";import"./chunks/2643MTKB.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
