import{a as e}from"./chunks/D6WZMMK7.js";import"./chunks/BCE3ES2C.js";import"./chunks/4PIRDWYQ.js";import"./chunks/KOQXC6PM.js";import"./chunks/5CRTWET2.js";import"./chunks/2PC2ZAXJ.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
