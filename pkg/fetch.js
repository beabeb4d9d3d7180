import{a as e}from"./chunks/AQ55GORP.js";import"./chunks/PHDAGCYI.js";import"./chunks/PDAOQAKA.js";import"./chunks/KWNIJI6L.js";import"./chunks/K2M7RFIW.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
