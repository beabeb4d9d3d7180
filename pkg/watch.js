import{a}from"./chunks/NPQSTKGK.js";import"./chunks/I7JV3EGZ.js";import"./chunks/XPQHGW7S.js";export{a as watch};
//# sourceMappingURL=watch.js.map
