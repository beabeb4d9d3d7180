import{a}from"./chunks/IKEL7JEI.js";import"./chunks/G3A7IULJ.js";import"./chunks/K2M7RFIW.js";export{a as watch};
//# sourceMappingURL=watch.js.map
