import{c as b,d as c,e as d,f as e}from"./chunks/WL24MBNB.js";import"./chunks/F6KKO6KC.js";import{c as a}from"./chunks/7VKXOBUF.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
