import{a}from"./chunks/MSEAKPBF.js";import"./chunks/I7JV3EGZ.js";import"./chunks/4P4YPYZO.js";export{a as watch};
//# sourceMappingURL=watch.js.map
