import{a}from"./chunks/KPZF4PCB.js";import"./chunks/VB2IJWFE.js";import"./chunks/7V2XL544.js";import"./chunks/2643MTKB.js";export{a as watch};
//# sourceMappingURL=watch.js.map
