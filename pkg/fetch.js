import{a as r}from"./chunks/NVVMB3CE.js";import"./chunks/JANCFVI6.js";import"./chunks/TU2D55QX.js";import"./chunks/KCQCZGG6.js";var d=(o,t)=>r(o,t);export{d as guard};
//# sourceMappingURL=fetch.js.map
