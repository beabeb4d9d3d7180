import{a as e}from"./chunks/HL47RGMW.js";import"./chunks/JXK3AE7I.js";import"./chunks/WDCH2TEK.js";import"./chunks/3J2MOZ3W.js";import"./chunks/J5SHIO7M.js";import"./chunks/L5HG2BYF.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
