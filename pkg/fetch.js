import{a as r}from"./chunks/JZL6IPKS.js";import"./chunks/IQHMGKZU.js";import"./chunks/NS34S2BY.js";import"./chunks/LHHGC2WT.js";var d=(o,t)=>r(o,t);export{d as guard};
//# sourceMappingURL=fetch.js.map
