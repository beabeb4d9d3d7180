import{a}from"./chunks/FU5BDDRP.js";import"./chunks/I7JV3EGZ.js";import"./chunks/LHHGC2WT.js";export{a as watch};
//# sourceMappingURL=watch.js.map
