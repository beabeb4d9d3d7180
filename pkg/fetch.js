import{a as e}from"./chunks/VSUMVUMJ.js";import"./chunks/XYRS5WNU.js";import"./chunks/HUHYZFZA.js";import"./chunks/SMEQB6AI.js";import"./chunks/EA5BDLGZ.js";import"./chunks/ZUUNZTHT.js";function r(t,s){return e(t,s)}export{r as guard};
//# sourceMappingURL=fetch.js.map
