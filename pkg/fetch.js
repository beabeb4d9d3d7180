import{a as e}from"./chunks/Y4SAK32R.js";import"./chunks/PDU5KFD4.js";import"./chunks/X7JPJQWY.js";import"./chunks/KOQXC6PM.js";import"./chunks/2QO2PQOE.js";import"./chunks/2PC2ZAXJ.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
