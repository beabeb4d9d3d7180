var t=new WeakMap;function c(e,n){let o=t.get(e)??new Set;return t.set(e,o.add(n)),()=>o.delete(n)}function s(e){for(let n of t.get(e)??[])queueMicrotask(n)}export{c as a,s as b};
//# sourceMappingURL=I7JV3EGZ.js.map
