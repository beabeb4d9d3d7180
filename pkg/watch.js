import{a}from"./chunks/72SRYYNQ.js";import"./chunks/I7JV3EGZ.js";import"./chunks/KCQCZGG6.js";export{a as watch};
//# sourceMappingURL=watch.js.map
