import{a as r}from"./chunks/AC3MVMQO.js";import"./chunks/D3AQDI7O.js";import"./chunks/NS34S2BY.js";import"./chunks/LHHGC2WT.js";var d=(o,t)=>r(o,t);export{d as guard};
//# sourceMappingURL=fetch.js.map
