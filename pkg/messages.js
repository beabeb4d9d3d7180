import{b,c,d}from"./chunks/4AKHPIU7.js";import{b as a}from"./chunks/KCQCZGG6.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
