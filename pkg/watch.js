import{a}from"./chunks/LM7QFFZC.js";import"./chunks/7FKD36EJ.js";import"./chunks/LXDFZJ6F.js";export{a as watch};
//# sourceMappingURL=watch.js.map
