import{a as r}from"./chunks/FRRD37TQ.js";import"./chunks/2YZVWHG2.js";import"./chunks/TSU52FGD.js";import"./chunks/NC4TC7EV.js";var d=(o,t)=>r(o,t);export{d as guard};
//# sourceMappingURL=fetch.js.map
