import{a as r}from"./chunks/MGE65GCV.js";import"./chunks/XQNP4VNA.js";import"./chunks/P7KGBHPW.js";import"./chunks/AI4673CU.js";import"./chunks/32AYU3YN.js";var d=(o,t)=>r(o,t);export{d as guard};
//# sourceMappingURL=fetch.js.map
