import{a as e}from"./chunks/2I5IWLI7.js";import"./chunks/4CM3XM5O.js";import"./chunks/7RL5NK2A.js";import"./chunks/6B3L2BDP.js";import"./chunks/AIAEJXK2.js";import"./chunks/TZL3UMB6.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
