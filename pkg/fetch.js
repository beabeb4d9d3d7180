import{a}from"./chunks/KTC6CR5B.js";import"./chunks/MJRZXW5Z.js";import"./chunks/ALFC77BO.js";import"./chunks/4P4YPYZO.js";export{a as guard};
//# sourceMappingURL=fetch.js.map
