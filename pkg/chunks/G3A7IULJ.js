import{a as t}from"./K2M7RFIW.js";function c(o,e){let n=t.get(o)??new Set;return t.set(o,n.add(e)),()=>{n.delete(e)}}function d(o){for(let e of t.get(o)??[])queueMicrotask(e)}export{c as a,d as b};
//# sourceMappingURL=G3A7IULJ.js.map
