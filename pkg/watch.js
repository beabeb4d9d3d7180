import{a}from"./chunks/SLJXRHYR.js";import"./chunks/I7JV3EGZ.js";import"./chunks/OENJJSOT.js";export{a as watch};
//# sourceMappingURL=watch.js.map
