import{c as b,d as c,e as d,f as e}from"./chunks/7CJJZJIA.js";import"./chunks/AIAEJXK2.js";import{b as a}from"./chunks/TZL3UMB6.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
