import{a,b,c}from"./chunks/HUHYZFZA.js";import"./chunks/SMEQB6AI.js";import"./chunks/EA5BDLGZ.js";import"./chunks/ZUUNZTHT.js";export{a as createToken,c as hashToken,b as readToken};
//# sourceMappingURL=token.js.map
