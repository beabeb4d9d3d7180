import{a}from"./chunks/Z2PDZYFG.js";import"./chunks/2ME2BQI2.js";import"./chunks/32AYU3YN.js";export{a as watch};
//# sourceMappingURL=watch.js.map
