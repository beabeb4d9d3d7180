import{a as e}from"./chunks/ZHVVEOD5.js";import"./chunks/254G6WPA.js";import"./chunks/RATJJ5IW.js";import"./chunks/6B3L2BDP.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
