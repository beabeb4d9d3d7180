import{a}from"./chunks/2VSR4JSZ.js";import"./chunks/I7JV3EGZ.js";import"./chunks/NC4TC7EV.js";export{a as watch};
//# sourceMappingURL=watch.js.map
