import{a}from"./chunks/4AOQISMT.js";import"./chunks/VB2IJWFE.js";import"./chunks/2QO2PQOE.js";import"./chunks/2PC2ZAXJ.js";export{a as watch};
//# sourceMappingURL=watch.js.map
