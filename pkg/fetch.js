import{a as e}from"./chunks/XKRARYEE.js";import"./chunks/HQ7Y73JQ.js";import"./chunks/V5VUIA4L.js";import"./chunks/DGPUG2E3.js";import"./chunks/F7WEWEUX.js";import"./chunks/2643MTKB.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
