import{a,b,c}from"./chunks/ALFC77BO.js";import"./chunks/4P4YPYZO.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
