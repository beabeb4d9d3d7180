import{a}from"./chunks/Q5HL7WAX.js";import"./chunks/HOXNI5GE.js";import"./chunks/JMRQS3X5.js";import"./chunks/PCP7PRJS.js";export{a as guard};
//# sourceMappingURL=fetch.js.map
