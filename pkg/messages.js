import{c as b,d as c,e as d,f as e}from"./chunks/IQA5A643.js";import"./chunks/W5OYQNTM.js";import{c as a}from"./chunks/MZXXZFCS.js";export{a as KeywardError,b as createMessages,e as digest,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
