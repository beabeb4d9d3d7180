import{a}from"./chunks/KHMCE6LK.js";import"./chunks/VB2IJWFE.js";import"./chunks/5CRTWET2.js";import"./chunks/2PC2ZAXJ.js";export{a as watch};
//# sourceMappingURL=watch.js.map
