import{a,b,c}from"./chunks/DCSZO4I5.js";import"./chunks/ANEB5YAR.js";import"./chunks/F6KKO6KC.js";import"./chunks/7VKXOBUF.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
