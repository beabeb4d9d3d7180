import{a}from"./chunks/UW2GRRWH.js";import"./chunks/I7JV3EGZ.js";import"./chunks/5WVTD6YF.js";export{a as watch};
//# sourceMappingURL=watch.js.map
