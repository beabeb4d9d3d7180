import{a as e}from"./chunks/XRXJUOML.js";import"./chunks/2YNXTDLC.js";import"./chunks/L5DHDVZI.js";import"./chunks/KOQXC6PM.js";import"./chunks/5CRTWET2.js";import"./chunks/2PC2ZAXJ.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
