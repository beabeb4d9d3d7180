import{a}from"./chunks/OK3GY6AE.js";import"./chunks/VB2IJWFE.js";import"./chunks/W5OYQNTM.js";import"./chunks/MZXXZFCS.js";export{a as watch};
//# sourceMappingURL=watch.js.map
