import{a}from"./chunks/7ZQQOVGY.js";import"./chunks/I7JV3EGZ.js";import"./chunks/PCP7PRJS.js";export{a as watch};
//# sourceMappingURL=watch.js.map
