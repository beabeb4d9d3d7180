import{a as n}from"./32AYU3YN.js";function c(e,t){let o=n.get(e)??new Set;return n.set(e,o.add(t)),()=>o.delete(t)}function s(e){for(let t of n.get(e)??[])queueMicrotask(t)}export{c as a,s as b};
//# sourceMappingURL=2ME2BQI2.js.map
